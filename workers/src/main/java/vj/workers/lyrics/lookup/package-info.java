/// Where the words of a song come from: the user's own files, what was found before, LRCLIB.
@NullMarked
package vj.workers.lyrics.lookup;

import org.jspecify.annotations.NullMarked;
