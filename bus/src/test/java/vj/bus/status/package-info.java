/// The status layer against scripts that stand for the init system.
@NullMarked
package vj.bus.status;

import org.jspecify.annotations.NullMarked;
