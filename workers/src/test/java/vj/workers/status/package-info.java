@NullMarked
package vj.workers.status;

import org.jspecify.annotations.NullMarked;
