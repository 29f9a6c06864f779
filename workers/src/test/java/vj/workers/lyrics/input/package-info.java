@NullMarked
package vj.workers.lyrics.input;

import org.jspecify.annotations.NullMarked;
