/// The manifests of `infra/kubernetes`, held against what they name: images, settings, ports, probes, metrics.
///
/// May use where the project lies, and free ports. Kubernetes' own model says which fields there are.
@NullMarked
package callboard.e2e.kubernetes;

import org.jspecify.annotations.NullMarked;
