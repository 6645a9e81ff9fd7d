package dev.hardening.sample.console;

import io.swagger.v3.core.jackson.TypeNameResolver;

/**
 * Calls what is nested by the name of its outer type too: a catalog to be is CatalogNew,
 * an item to be ItemNew, where both would else be one New.
 */
class NestedTypeNames extends TypeNameResolver {

	@Override
	protected String getNameOfClass(Class<?> type) {
		Class<?> outer = type.getEnclosingClass();
		return (outer != null) ? getNameOfClass(outer) + type.getSimpleName() : super.getNameOfClass(type);
	}

}
