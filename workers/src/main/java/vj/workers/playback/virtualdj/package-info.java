/// What VirtualDJ plays: from the files that it writes, and from its own OSC.
@NullMarked
package vj.workers.playback.virtualdj;

import org.jspecify.annotations.NullMarked;
