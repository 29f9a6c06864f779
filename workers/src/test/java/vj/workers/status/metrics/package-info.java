@NullMarked
package vj.workers.status.metrics;

import org.jspecify.annotations.NullMarked;
