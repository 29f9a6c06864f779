/// Words of songs: reading them, and finding in them what comes back and what matters.
@NullMarked
package vj.workers.lyrics.text;

import org.jspecify.annotations.NullMarked;
