@NullMarked
package vj.workers.lyrics.stage;

import org.jspecify.annotations.NullMarked;
