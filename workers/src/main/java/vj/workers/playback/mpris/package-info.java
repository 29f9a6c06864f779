/// Players on the desktop's message bus (MPRIS2 over D-Bus).
///
/// One thread does everything: it waits for the bus with a deadline, asks without waiting for the
/// answer, and so cannot be held up by a player that hangs. dbus-java builds and reads the
/// messages; its connections, which have a dozen threads and block in each call, are not used.
@NullMarked
package vj.workers.playback.mpris;

import org.jspecify.annotations.NullMarked;
