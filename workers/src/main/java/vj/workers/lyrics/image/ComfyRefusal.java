package vj.workers.lyrics.image;

import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import vj.bus.control.ProtocolException;
import vj.workers.http.OneLine;
import vj.workers.http.Reply;

/// Why a ComfyUI server does not take a workflow, in words.
final class ComfyRefusal {

  private static final int MOST_CHARS = 400;

  private ComfyRefusal() {}

  /// `http://127.0.0.1:8188 answers 400: Prompt outputs failed validation; CheckpointLoaderSimple:
  /// Value not in list: ckpt_name`
  static String words(Reply reply) {
    return OneLine.of(
        "%s answers %d: %s".formatted(reply.server(), reply.status(), reason(reply)), MOST_CHARS);
  }

  private static String reason(Reply reply) {
    try {
      if (reply.json() instanceof Map<?, ?> body) {
        StringJoiner reasons = new StringJoiner("; ");
        add(body.get("error"), "", reasons);
        if (body.get("node_errors") instanceof Map<?, ?> nodes) {
          nodes.values().forEach(node -> addNode(node, reasons));
        }
        if (reasons.length() > 0) {
          return reasons.toString();
        }
      }
    } catch (ProtocolException _) {
      // a page of a proxy
    }
    return reply.text();
  }

  private static void addNode(Object node, StringJoiner reasons) {
    if (node instanceof Map<?, ?> fields && fields.get("errors") instanceof List<?> errors) {
      errors.forEach(error -> add(error, fields.get("class_type") + ": ", reasons));
    }
  }

  private static void add(@Nullable Object error, String of, StringJoiner reasons) {
    switch (error) {
      case String text -> reasons.add(of + text);
      case Map<?, ?> fields -> {
        Object details = fields.get("details");
        String more = details == null || details.toString().isEmpty() ? "" : ": " + details;
        reasons.add(of + fields.get("message") + more);
      }
      case null, default -> {}
    }
  }
}
