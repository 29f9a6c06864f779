/// Players of macOS, asked by AppleScript.
@NullMarked
package vj.workers.playback.applescript;

import org.jspecify.annotations.NullMarked;
