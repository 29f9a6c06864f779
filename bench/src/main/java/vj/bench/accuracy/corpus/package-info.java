/// Makes music whose beats, onsets, build-ups and drops are known because we placed them: see
/// bench/accuracy/README.md.
@NullMarked
package vj.bench.accuracy.corpus;

import org.jspecify.annotations.NullMarked;
