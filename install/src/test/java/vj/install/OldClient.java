package vj.install;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.newsclub.net.unix.AFUNIXSocket;
import org.newsclub.net.unix.AFUNIXSocketAddress;
import vj.bus.control.Json;

/// A client that works as those of the system before this one do: it connects, sends a command, and
/// takes the next frame for the answer; several at once it matches by their order. Prints `NAME ok`
/// for each socket that it is given. Runs as the workers' user, in the container.
final class OldClient {

  private OldClient() {}

  public static void main(String[] sockets) throws IOException {
    for (String socket : sockets) {
      one(Path.of(socket));
      several(Path.of(socket));
      System.out.println(Path.of(socket).getFileName() + " ok");
    }
  }

  private static void one(Path socket) throws IOException {
    for (String command : List.of("get_state", "no_such_command")) {
      try (AFUNIXSocket connection = connect(socket)) {
        send(connection, "{\"type\":\"command\",\"cmd\":\"%s\"}".formatted(command));
        Map<String, @Nullable Object> answer = read(connection);
        boolean known = command.equals("get_state");
        require("ack".equals(answer.get("type")), answer);
        require(Boolean.valueOf(known).equals(answer.get("success")), answer);
        require(!known || answer.get("data") instanceof Map<?, ?>, answer);
      }
    }
  }

  private static void several(Path socket) throws IOException {
    List<String> commands = List.of("get_state", "nonsense", "ping", "get_state", "ping");
    try (AFUNIXSocket connection = connect(socket)) {
      for (int i = 0; i < commands.size(); i++) {
        send(
            connection,
            "{\"type\":\"command\",\"msg_id\":\"%d\",\"cmd\":\"%s\"}"
                .formatted(i, commands.get(i)));
      }
      for (int i = 0; i < commands.size(); i++) {
        Map<String, @Nullable Object> answer = read(connection);
        require(Integer.toString(i).equals(answer.get("msg_id")), answer);
      }
    }
  }

  private static AFUNIXSocket connect(Path socket) throws IOException {
    AFUNIXSocket connection = AFUNIXSocket.newInstance();
    connection.connect(AFUNIXSocketAddress.of(socket));
    connection.setSoTimeout(10_000);
    return connection;
  }

  private static void send(AFUNIXSocket connection, String json) throws IOException {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    var out = new DataOutputStream(connection.getOutputStream());
    out.writeInt(body.length);
    out.write(body);
  }

  private static Map<String, @Nullable Object> read(AFUNIXSocket connection) throws IOException {
    var in = new DataInputStream(connection.getInputStream());
    byte[] body = new byte[in.readInt()];
    in.readFully(body);
    return Json.object(new String(body, StandardCharsets.UTF_8), "answer");
  }

  private static void require(boolean met, Map<String, @Nullable Object> answer)
      throws IOException {
    if (!met) {
      throw new IOException("not what an old client understands: " + answer);
    }
  }
}
