/// What the music does, from sound to OSC.
@NullMarked
package vj.workers.audio;

import org.jspecify.annotations.NullMarked;
