package vj.workers.lyrics.image;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vj.bus.control.Json;

/// A ComfyUI workflow in API format with placeholders in its inputs: `{{prompt}}`, which it must
/// have, `{{negative}}`, `{{artist}}`, `{{title}}`, `{{mood}}`, `{{seed}}`. Immutable.
final class Workflow {

  /// The largest that are passed around have a twentieth of it.
  private static final int MOST_BYTES = 1 << 20;

  private static final double LEAST_BEYOND_LONG = 0x1p63;
  private static final double MOST_OF_64_BITS = 0x1p64;

  private static final String BUNDLED = "sdxl.json";

  private static final String NEGATIVE =
      "busy, cluttered, low contrast, text, writing, letters, watermark, signature, frame";

  private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{\\s*([a-z]+)\\s*}}");

  private static final Pattern SEED_ALONE = Pattern.compile("\\s*\\{\\{\\s*seed\\s*}}\\s*");

  private final Map<String, @Nullable Object> nodes;

  private Workflow(Map<String, @Nullable Object> nodes) {
    this.nodes = nodes;
  }

  /// @param path the user's file, read anew each time; empty for the bundled one
  /// @throws IOException saying what is wrong with it
  static Workflow read(String path) throws IOException {
    try {
      return path.isEmpty() ? bundled() : ofFile(Path.of(path));
    } catch (NoSuchFileException | InvalidPathException e) {
      throw new IOException("there is no workflow " + path, e);
    }
  }

  private static Workflow bundled() throws IOException {
    try (InputStream in = Workflow.class.getResourceAsStream(BUNDLED)) {
      if (in == null) {
        throw new IllegalStateException("missing in the bundle: " + BUNDLED);
      }
      return of(in.readAllBytes(), BUNDLED);
    }
  }

  private static Workflow ofFile(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw new IOException("%s has more than %d bytes".formatted(file, MOST_BYTES));
      }
      return of(bytes, file.toString());
    }
  }

  private static Workflow of(byte[] bytes, String origin) throws IOException {
    Object root = Json.value(new String(bytes, StandardCharsets.UTF_8), origin);
    Workflow workflow = new Workflow(nodes(root, origin));
    workflow.check(origin);
    return workflow;
  }

  private static Map<String, @Nullable Object> nodes(@Nullable Object root, String origin)
      throws IOException {
    if (!(root instanceof Map<?, ?> named)) {
      throw new IOException(origin + ": not an object");
    }
    Map<String, @Nullable Object> nodes = new LinkedHashMap<>();
    named.forEach((id, node) -> nodes.put(String.valueOf(id), node));
    return nodes;
  }

  private void check(String origin) throws IOException {
    if (nodes.get("nodes") instanceof List<?>) {
      throw new IOException(
          origin + " is in the editor's format: export it with Workflow > Export (API)");
    }
    boolean prompted = false;
    for (Map.Entry<String, @Nullable Object> entry : nodes.entrySet()) {
      if (!(entry.getValue() instanceof Map<?, ?> node)
          || !(node.get("class_type") instanceof String)
          || !(node.get("inputs") instanceof Map<?, ?> inputs)) {
        throw new IOException(
            "%s: %s is no node with class_type and inputs".formatted(origin, entry.getKey()));
      }
      prompted |= mentions(inputs);
    }
    if (!prompted) {
      throw new IOException(
          origin + " has no {{prompt}}: put it where the text of the picture belongs");
    }
  }

  private static boolean mentions(@Nullable Object value) {
    return switch (value) {
      case String text ->
          PLACEHOLDER.matcher(text).results().anyMatch(found -> found.group(1).equals("prompt"));
      case Map<?, ?> inner -> inner.values().stream().anyMatch(Workflow::mentions);
      case List<?> list -> list.stream().anyMatch(Workflow::mentions);
      case null, default -> false;
    };
  }

  /// The graph to send. What stands in `order` is text, whatever braces it has.
  Map<String, @Nullable Object> filled(ImageOrder order, long seed) {
    Map<String, String> values =
        Map.of(
            "prompt", order.prompt(),
            "negative", NEGATIVE,
            "artist", order.artist(),
            "title", order.title(),
            "mood", order.mood(),
            "seed", Long.toString(seed));
    return filled(nodes, new Filling(values, seed));
  }

  private record Filling(Map<String, String> values, long seed) {

    Object of(String text) {
      if (SEED_ALONE.matcher(text).matches()) {
        return seed; // an input that wants a number
      }
      return PLACEHOLDER
          .matcher(text)
          .replaceAll(found ->
              Matcher.quoteReplacement(values.getOrDefault(found.group(1), found.group())));
    }
  }

  private static Map<String, @Nullable Object> filled(Map<?, ?> map, Filling filling) {
    Map<String, @Nullable Object> filled = new LinkedHashMap<>();
    map.forEach((key, value) -> filled.put(String.valueOf(key), filled(value, filling)));
    return filled;
  }

  private static @Nullable Object filled(@Nullable Object value, Filling filling) {
    return switch (value) {
      case String text -> filling.of(text);
      case Map<?, ?> map -> filled(map, filling);
      case List<?> list -> {
        List<@Nullable Object> elements = new ArrayList<>();
        list.forEach(element -> elements.add(filled(element, filling)));
        yield elements;
      }
      case Double number -> number(number);
      case null -> null;
      default -> value;
    };
  }

  /// A seed may have 64 bits without a sign: what is beyond a `long`, [Json] has as a fraction,
  /// which a server takes for none. It becomes the largest one.
  private static Number number(double number) {
    return Math.abs(number) >= LEAST_BEYOND_LONG && Math.abs(number) <= MOST_OF_64_BITS
        ? (Number) (long) number
        : (Number) number;
  }
}
