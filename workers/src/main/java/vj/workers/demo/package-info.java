/// A set list of our own, for rehearsals without players, accounts or network. No worker.
@NullMarked
package vj.workers.demo;

import org.jspecify.annotations.NullMarked;
