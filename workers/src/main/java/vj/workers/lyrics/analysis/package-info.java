/// What a song is about and how it feels: asked of a language model where one answers, worked out
/// from its words where none does. No worker of its own.
@NullMarked
package vj.workers.lyrics.analysis;

import org.jspecify.annotations.NullMarked;
