/// Programs that learn, from music with known beats and drops, what the analysis ships with.
@NullMarked
package vj.bench.accuracy.learn;

import org.jspecify.annotations.NullMarked;
