package vj.install;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vj.bus.control.ControlClient;
import vj.bus.control.Json;
import vj.bus.control.Message.Ack;

/// Sends one command and prints its answer: `Ask SOCKET COMMAND [FIELDS]`, fields and answer as
/// JSON. Runs as the worker's user, in the container.
final class Ask {

  private Ask() {}

  public static void main(String[] arguments) throws IOException {
    Map<String, @Nullable Object> fields =
        arguments.length > 2 ? Json.object(arguments[2], "fields") : Map.of();
    try (ControlClient client = ControlClient.connect(Path.of(arguments[0]))) {
      Ack ack = client.ask(arguments[1], fields, Duration.ofSeconds(60));
      Map<String, @Nullable Object> plain = new LinkedHashMap<>();
      plain.put("success", ack.success());
      plain.put("message", ack.message());
      plain.put("data", ack.data());
      System.out.println(new String(Json.bytes(plain), StandardCharsets.UTF_8));
    }
  }
}
