package callboard.contracts;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/// What the `///` comments of the sources say, for documents that are made from them.
///
/// @param types     what is said of each type, by its simple name, nested ones as `Outer.Inner`
/// @param members   what is said of a record's component or an enum's constant, as `Type.member`
record Prose(Map<String, String> types, Map<String, String> members) {

    static Prose of(Path sources) throws IOException {
        var compiler = ToolProvider.getSystemJavaCompiler();
        var prose = new Prose(new HashMap<>(), new HashMap<>());
        try (var files = compiler.getStandardFileManager(null, null, null);
                Stream<Path> found = Files.list(sources)) {
            var task = (JavacTask) compiler.getTask(
                    null,
                    files,
                    null,
                    List.of("-proc:none"),
                    null,
                    files.getJavaFileObjectsFromPaths(
                            found.filter(file -> file.toString().endsWith(".java"))
                                    .toList()));
            var reader = prose.new Reader(Trees.instance(task));
            task.parse().forEach(unit -> reader.scan(unit, null));
        }
        return prose;
    }

    /// Walks through the types of a file.
    private final class Reader extends TreePathScanner<Void, Void> {

        private final Trees trees;
        private String type = "";

        Reader(Trees trees) {
            this.trees = trees;
        }

        @Override
        public Void visitClass(ClassTree tree, Void nothing) {
            var outer = type;
            type = outer.isEmpty() ? tree.getSimpleName().toString() : outer + "." + tree.getSimpleName();
            var comment = trees.getDocComment(getCurrentPath());
            if (comment != null) {
                read(comment);
            }
            super.visitClass(tree, nothing);
            type = outer;
            return null;
        }

        @Override
        public Void visitVariable(VariableTree tree, Void nothing) {
            var comment = trees.getDocComment(getCurrentPath());
            if (comment != null) {
                members.put(type + "." + tree.getName(), flat(comment));
            }
            return super.visitVariable(tree, nothing);
        }

        private void read(String comment) {
            var parts = comment.split("(?m)^\\s*@param\\s+");
            types.put(type, flat(parts[0]));
            for (int i = 1; i < parts.length; i++) {
                var words = parts[i].strip().split("\\s+", 2);
                members.put(type + "." + words[0], flat(words[1]));
            }
        }

        private static String flat(String comment) {
            return comment.strip().replaceAll("\\s+", " ");
        }
    }
}
