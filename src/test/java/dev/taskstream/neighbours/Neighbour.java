package dev.taskstream.neighbours;

/**
 * What applications do to their own controllers, beans and requests.
 */
enum Neighbour {

	NONE(Neighbours.None.class),

	VERSION_IN_PATH(Neighbours.None.class, "spring.mvc.apiversion.use.path-segment=1"),

	REQUIRED_VERSION_IN_HEADER(Neighbours.Versioned.class, "spring.mvc.apiversion.use.header=X-Version",
			"spring.mvc.apiversion.required=true"),

	WRAPPING_ADVICE(Neighbours.WrappingAdvice.class),

	CATCH_ALL_ADVICE(Neighbours.CatchAllAdvice.class),

	MODEL_ADVICE_THAT_THROWS(Neighbours.ModelAdvice.class),

	JSON_CONVERTER_FOR_EVERYTHING(Neighbours.GreedyConverter.class),

	NAMING_STRATEGY(Neighbours.None.class, "spring.jackson.property-naming-strategy=SNAKE_CASE",
			"spring.jackson.default-property-inclusion=non_null", "spring.jackson.serialization.indent-output=true"),

	PATH_PREFIX(Neighbours.PathPrefix.class),

	ASPECTS(Neighbours.Aspects.class),

	CATCH_ALL_CONTROLLER(Neighbours.CatchAllController.class),

	OWN_MVC_CONFIGURATION(Neighbours.OwnMvc.class),

	GREEDY_ARGUMENT_RESOLVER(Neighbours.GreedyArguments.class),

	XML_BY_DEFAULT(Neighbours.XmlByDefault.class),

	GLOBAL_CORS(Neighbours.GlobalCors.class),

	SERVLET_PATH(Neighbours.None.class, "spring.mvc.servlet.path=/app"),

	CONTEXT_PATH(Neighbours.None.class, "server.servlet.context-path=/shop"),

	BASE_PATH(Neighbours.OwnList.class, "taskstream.base-path=/internal/background-tasks"),

	CASE_INSENSITIVE_PATHS(Neighbours.CaseInsensitive.class),

	SHORT_ASYNC_TIMEOUT(Neighbours.None.class, "spring.mvc.async.request-timeout=1ms"),

	PROXIED_SERVICE(ProxyingPostProcessor.class);

	private final Class<?> type;

	private final String[] properties;

	Neighbour(Class<?> type, String... properties) {
		this.type = type;
		this.properties = properties;
	}

	Class<?> type() {
		return this.type;
	}

	String[] properties() {
		return this.properties;
	}

}
