/**
 * An application that adds the starter and nothing else of the project, as its users do.
 */
package com.example.consumer;
