/// What goes out while a song plays, and when.
@NullMarked
package vj.workers.lyrics.stage;

import org.jspecify.annotations.NullMarked;
