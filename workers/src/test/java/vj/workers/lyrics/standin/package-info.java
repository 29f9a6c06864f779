/// Servers that keep the published contracts of the real ones, for tests.
@NullMarked
package vj.workers.lyrics.standin;

import org.jspecify.annotations.NullMarked;
