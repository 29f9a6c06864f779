@NullMarked
package vj.workers.lyrics.lookup;

import org.jspecify.annotations.NullMarked;
