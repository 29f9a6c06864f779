package vj.workers.lyrics;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import vj.bus.control.Connection;

/// A client for commands that do not ask for it.
final class NobodyThere implements Connection {

  @Override
  public void heartbeats(boolean wanted) {}

  @Override
  public boolean respond(@Nullable String msgId, Map<String, @Nullable Object> data) {
    return false;
  }

  @Override
  public void attach(String key, @Nullable Resource resource) {}
}
