/// What is playing: the workers that watch players.
@NullMarked
package vj.workers.playback;

import org.jspecify.annotations.NullMarked;
