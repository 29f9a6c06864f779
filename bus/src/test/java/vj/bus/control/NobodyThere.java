package vj.bus.control;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A client for commands that do not ask for it.
public final class NobodyThere implements Connection {

  @Override
  public void heartbeats(boolean wanted) {}

  @Override
  public void heartbeatEvery(Duration interval) {}

  @Override
  public boolean respond(@Nullable String msgId, Map<String, @Nullable Object> data) {
    return false;
  }

  @Override
  public int waiting() {
    return 0;
  }

  @Override
  public void complete(@Nullable String msgId, Answer answer) {}

  @Override
  public void attach(String key, @Nullable Resource resource) {}
}
