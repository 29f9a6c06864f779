/// What the music does: levels, onsets, beat, tempo, pitch, structure, from samples.
@NullMarked
package vj.workers.audio.analysis;

import org.jspecify.annotations.NullMarked;
