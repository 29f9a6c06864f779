@NullMarked
package vj.workers.audio.offline;

import org.jspecify.annotations.NullMarked;
