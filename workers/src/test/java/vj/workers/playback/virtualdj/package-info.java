@NullMarked
package vj.workers.playback.virtualdj;

import org.jspecify.annotations.NullMarked;
