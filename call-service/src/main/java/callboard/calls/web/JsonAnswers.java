package callboard.calls.web;

import java.util.List;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.accept.HeaderContentNegotiationStrategy;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.servlet.config.annotation.ContentNegotiationConfigurer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/// Who accepts some kind of JSON is sent JSON: Spring would call a list `application/problem+json` where that is asked
/// for. Problems name their type themselves.
@Component
class JsonAnswers implements WebMvcConfigurer {

    private static final class Negotiation extends HeaderContentNegotiationStrategy {

        @Override
        public List<MediaType> resolveMediaTypes(NativeWebRequest request) throws HttpMediaTypeNotAcceptableException {
            return super.resolveMediaTypes(request).stream()
                    .map(Negotiation::json)
                    .distinct()
                    .toList();
        }

        private static MediaType json(MediaType type) {
            return type.getType().equals("application") && type.getSubtype().endsWith("+json")
                    ? new MediaType(MediaType.APPLICATION_JSON, type.getQualityValue() < 1 ? quality(type) : Map.of())
                    : type;
        }

        private static Map<String, String> quality(MediaType type) {
            return Map.of("q", String.valueOf(type.getQualityValue()));
        }
    }

    @Override
    public void configureContentNegotiation(ContentNegotiationConfigurer configurer) {
        configurer.strategies(List.of(new Negotiation()));
    }
}
