/// A picture to a song, made by a ComfyUI server. No worker of its own.
@NullMarked
package vj.workers.lyrics.image;

import org.jspecify.annotations.NullMarked;
