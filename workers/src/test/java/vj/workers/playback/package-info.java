@NullMarked
package vj.workers.playback;

import org.jspecify.annotations.NullMarked;
