package callboard.calls.connection.signature;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What was posted.
///
/// @param url     as its sender wrote it, with its query
/// @param headers whatever their spelling
/// @param body    byte by byte as it was sent
public record Post(String url, Map<String, String> headers, byte[] body) {

    public Post {
        var spelled = new TreeMap<String, String>();
        headers.forEach((name, value) -> spelled.put(name.toLowerCase(Locale.ROOT), value));
        headers = spelled;
        body = body.clone();
    }

    /// The same, sent to another address with the same query.
    public Post at(@Nullable String address) {
        int query = url.indexOf('?');
        return address == null ? this : new Post(address + (query < 0 ? "" : url.substring(query)), headers, body);
    }

    @Nullable
    String header(String name) {
        return headers.get(name);
    }

    @Override
    public byte[] body() {
        return body.clone();
    }
}
