@NullMarked
package vj.workers.playback.spotify;

import org.jspecify.annotations.NullMarked;
