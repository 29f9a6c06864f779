/// The words of the song that plays, and its mood: vj-lyrics.
@NullMarked
package vj.workers.lyrics;

import org.jspecify.annotations.NullMarked;
