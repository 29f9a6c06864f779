/// What Spotify plays, as its Web API tells it, and the login that this takes.
@NullMarked
package vj.workers.playback.spotify;

import org.jspecify.annotations.NullMarked;
