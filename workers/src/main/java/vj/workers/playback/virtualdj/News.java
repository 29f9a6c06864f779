package vj.workers.playback.virtualdj;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/// What a file tells.
///
/// @param since when the song began, or when the file came to be as it is: the latest news counts
/// @param play empty: nothing is played
/// @param trouble why the file cannot be read; empty if it can
record News(Path file, Instant since, Optional<Play> play, String trouble) {}
