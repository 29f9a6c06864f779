package vj.workers.audio;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import vj.bus.control.Connection;

/// A client that is not there, for commands that answer without asking for it.
final class NoConnection implements Connection {

  @Override
  public void heartbeats(boolean wanted) {}

  @Override
  public boolean respond(@Nullable String msgId, Map<String, @Nullable Object> data) {
    return false;
  }

  @Override
  public void attach(String key, @Nullable Resource resource) {}
}
