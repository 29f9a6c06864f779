@NullMarked
package vj.workers.lyrics;

import org.jspecify.annotations.NullMarked;
