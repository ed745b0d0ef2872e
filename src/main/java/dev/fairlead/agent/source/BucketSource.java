package dev.fairlead.agent.source;

import dev.fairlead.registry.RegistrySettings;
import dev.fairlead.registry.Secret;
import java.net.URI;
import java.util.Optional;

/**
 * Files in a bucket of S3's kind: AWS, Google Cloud Storage by its interoperability keys, MinIO, Alibaba OSS.
 *
 * @param endpoint scheme, host and port of the service, such as {@code https://s3.eu-central-1.amazonaws.com}
 * @param region that requests are signed for; {@code us-east-1} and {@code auto} do for most that are not AWS
 * @param bucket its name
 * @param prefix of the objects that are meant, which stays part of their paths; empty: all
 * @param keys who we are; empty: nobody
 * @param pathStyle whether the bucket is the first part of the path, as MinIO wants it, or of the host, as Alibaba does
 * @param http how the service is reached: its proxy, authorities and timeouts
 * @param ignore lines in the syntax of {@code .gitignore}, after those of the bucket's {@code .sourceignore}
 */
public record BucketSource(
        URI endpoint,
        String region,
        String bucket,
        String prefix,
        Optional<Keys> keys,
        boolean pathStyle,
        RegistrySettings http,
        Optional<String> ignore)
        implements SourceSpec {
    public BucketSource {
        endpoint = SourceSpec.withoutSecrets(endpoint);
    }

    /** The whole bucket, with paths that begin with its name. */
    public static BucketSource of(URI endpoint, String region, String bucket, Optional<Keys> keys) {
        return new BucketSource(endpoint, region, bucket, "", keys, true, RegistrySettings.plain(), Optional.empty());
    }

    public BucketSource below(String wanted) {
        return new BucketSource(endpoint, region, bucket, wanted, keys, pathStyle, http, ignore);
    }

    public BucketSource reachedBy(RegistrySettings changed) {
        return new BucketSource(endpoint, region, bucket, prefix, keys, pathStyle, changed, ignore);
    }

    public BucketSource ignoring(String lines) {
        return new BucketSource(endpoint, region, bucket, prefix, keys, pathStyle, http, Optional.of(lines));
    }

    public BucketSource virtualHosted() {
        return new BucketSource(endpoint, region, bucket, prefix, keys, false, http, ignore);
    }

    @Override
    public String place() {
        return endpoint + "/" + bucket + (prefix.isEmpty() ? "" : "/" + prefix);
    }

    @Override
    public String identity() {
        return SourceSpec.identity("s3", endpoint, bucket, prefix, ignore.orElse(""), ignore.isPresent());
    }

    /**
     * Who we are to the service.
     *
     * @param session the token of keys that last for a session
     */
    public record Keys(String accessKey, Secret secretKey, Optional<Secret> session) {}
}
