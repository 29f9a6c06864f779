@NullMarked
package vj.bus.control;

import org.jspecify.annotations.NullMarked;
