package dev.taskstream.browser;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * What the browser tells assistive technology about a page.
 */
final class AccessibilityTree {

	private final List<Map<String, Object>> nodes;

	@SuppressWarnings("unchecked")
	AccessibilityTree(Page page) {
		Map<String, Object> tree = page.driver().executeCdpCommand("Accessibility.getFullAXTree", Map.of());
		this.nodes = ((List<Map<String, Object>>) tree.getOrDefault("nodes", List.of())).stream()
			.filter((node) -> !Boolean.TRUE.equals(node.get("ignored")))
			.toList();
	}

	Stream<Node> nodes(String role) {
		return this.nodes.stream().map(Node::new).filter((node) -> role.equals(node.role()));
	}

	/**
	 * The first of a role.
	 */
	Node node(String role) {
		return nodes(role).findFirst().orElseThrow();
	}

	List<String> names(String role) {
		return nodes(role).map(Node::name).toList();
	}

	private static @Nullable Object valueOf(@Nullable Object holder) {
		return (holder instanceof Map<?, ?> map) ? map.get("value") : null;
	}

	record Node(Map<String, Object> members) {

		private @Nullable Object role() {
			return valueOf(this.members.get("role"));
		}

		String name() {
			return String.valueOf(valueOf(this.members.get("name")));
		}

		@Nullable Object value() {
			return valueOf(this.members.get("value"));
		}

		@SuppressWarnings("unchecked")
		@Nullable Object property(String name) {
			return ((List<Map<String, Object>>) this.members.getOrDefault("properties", List.of())).stream()
				.filter((property) -> name.equals(property.get("name")))
				.map((property) -> valueOf(property.get("value")))
				.findFirst()
				.orElse(null);
		}

	}

}
