package dev.taskstream.browser;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.openqa.selenium.chrome.ChromeDriver;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The browser as its own DevTools see it: workers too, which WebDriver does not.
 */
final class DevTools implements AutoCloseable {

	private static final JsonMapper JSON = new JsonMapper();

	private final HttpClient client = HttpClient.newHttpClient();

	private final BlockingQueue<JsonNode> messages = new LinkedBlockingQueue<>();

	private final WebSocket socket;

	private int commands;

	DevTools(ChromeDriver driver) throws Exception {
		Object options = driver.getCapabilities().getCapability("goog:chromeOptions");
		Object address = ((Map<?, ?>) options).get("debuggerAddress");
		HttpRequest request = HttpRequest.newBuilder(URI.create("http://" + address + "/json/version")).build();
		JsonNode version = JSON.readTree(this.client.send(request, BodyHandlers.ofString()).body());
		this.socket = this.client.newWebSocketBuilder()
			.buildAsync(URI.create(version.get("webSocketDebuggerUrl").asString()), new Listener())
			.join();
	}

	/**
	 * Open a tab and do not wait for its page.
	 */
	String openTab(String url) throws InterruptedException {
		return send("Target.createTarget", Map.of("url", url)).get("targetId").asString();
	}

	/**
	 * End the shared worker of the page at once, as a crash does.
	 */
	void killSharedWorker() throws InterruptedException {
		for (JsonNode target : send("Target.getTargets", Map.of()).get("targetInfos")) {
			if (target.get("type").asString().equals("shared_worker")) {
				send("Target.closeTarget", Map.of("targetId", target.get("targetId").asString()));
			}
		}
	}

	/**
	 * Crash the process that shows a tab.
	 */
	void crash(String tab) throws InterruptedException {
		JsonNode session = send("Target.attachToTarget", Map.of("targetId", tab, "flatten", true)).get("sessionId");
		// Nobody is left to answer
		write(Map.of("id", ++this.commands, "method", "Page.crash", "sessionId", session.asString()));
		while (!next("Page.crash").path("method").asString().equals("Inspector.targetCrashed")) {
			continue;
		}
	}

	private JsonNode send(String method, Map<String, Object> parameters) throws InterruptedException {
		int id = ++this.commands;
		write(Map.of("id", id, "method", method, "params", parameters));
		while (true) {
			JsonNode message = next(method);
			if (message.path("id").asInt() == id) {
				return message.get("result");
			}
		}
	}

	private void write(Map<String, Object> command) {
		this.socket.sendText(JSON.writeValueAsString(command), true).join();
	}

	private JsonNode next(String method) throws InterruptedException {
		JsonNode message = this.messages.poll(20, TimeUnit.SECONDS);
		if (message == null) {
			throw new IllegalStateException("No answer to " + method);
		}
		return message;
	}

	@Override
	public void close() {
		this.socket.abort();
	}

	private final class Listener implements WebSocket.Listener {

		private final StringBuilder message = new StringBuilder();

		@Override
		public @Nullable CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
			this.message.append(data);
			if (last) {
				DevTools.this.messages.add(JSON.readTree(this.message.toString()));
				this.message.setLength(0);
			}
			webSocket.request(1);
			return null;
		}

	}

}
