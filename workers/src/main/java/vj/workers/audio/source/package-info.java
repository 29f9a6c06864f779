/// Where sound comes from: devices, files, pipes, the demo track.
@NullMarked
package vj.workers.audio.source;

import org.jspecify.annotations.NullMarked;
