/// How the lyrics worker learns what is playing.
@NullMarked
package vj.workers.lyrics.input;

import org.jspecify.annotations.NullMarked;
