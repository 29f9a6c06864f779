package vj.workers.lyrics.image;

import java.net.URI;

/// Who makes pictures, and how.
///
/// @param workflow path of a workflow in ComfyUI's API format; empty for the bundled one
public record ImageSettings(URI server, String workflow) {

  public static final String SERVER = "http://127.0.0.1:8188";
}
