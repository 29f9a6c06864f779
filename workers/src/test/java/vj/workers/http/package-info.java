@NullMarked
package vj.workers.http;

import org.jspecify.annotations.NullMarked;
