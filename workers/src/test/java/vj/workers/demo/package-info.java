@NullMarked
package vj.workers.demo;

import org.jspecify.annotations.NullMarked;
