/// What the status layer knows, for Prometheus.
@NullMarked
package vj.workers.status.metrics;

import org.jspecify.annotations.NullMarked;
