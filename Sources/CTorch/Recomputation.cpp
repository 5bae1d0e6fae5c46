#include "Autocast.h"
#include "Functions.h"
#include "Support.h"

#include <c10/core/GradMode.h>
#include <torch/csrc/autograd/autograd.h>
#include <torch/csrc/autograd/function.h>
#include <torch/csrc/autograd/saved_variable.h>
#include <torch/csrc/autograd/variable.h>

#include <memory>
#include <stdexcept>
#include <type_traits>
#include <vector>

/// Activations that are computed twice rather than kept (Chen et al., "Training Deep Nets with
/// Sublinear Memory Cost", arXiv 1604.06174).
namespace ctorch {

using torch::autograd::variable_list;

namespace {

/// A part of a network, and what it needs to be called.
class Segment {
 public:
  Segment(ctorch_segment body, void *context, ctorch_release release)
      : body(body), context(context), release(release) {}
  ~Segment() { release(context); }
  Segment(const Segment &) = delete;
  Segment &operator=(const Segment &) = delete;

  at::Tensor operator()(variable_list &inputs) const {
    std::vector<ctorch_tensor> handles;
    handles.reserve(inputs.size());
    for (auto &input : inputs) handles.push_back(reinterpret_cast<ctorch_tensor>(&input));
    auto result = body(context, handles.data(), static_cast<int32_t>(handles.size()));
    if (result == nullptr) throw std::runtime_error(last_error);
    std::unique_ptr<at::Tensor> owned(reinterpret_cast<at::Tensor *>(result));
    return *owned;
  }

 private:
  ctorch_segment body;
  void *context;
  ctorch_release release;
};

/// Stands in the graph for a segment, which it runs again for its derivative.
struct Recomputation : torch::autograd::Node {
  std::shared_ptr<Segment> segment;
  std::vector<torch::autograd::SavedVariable> inputs;
  bool cuda = false;
  Autocast autocast{-1};

  variable_list apply(variable_list &&gradients) override {
    variable_list leaves;
    for (auto &input : inputs) {
      auto value = input.unpack();
      leaves.push_back(value.detach().set_requires_grad(value.requires_grad()));
    }
    if (gradients[0].defined()) differentiate(leaves, gradients[0]);
    variable_list results;
    for (auto &leaf : leaves) results.push_back(leaf.grad());
    return results;
  }

  void release_variables() override {
    inputs.clear();
    segment.reset();
  }

 private:
  void differentiate(variable_list &leaves, const at::Tensor &gradient) const {
    c10::AutoGradMode recording(true);
    at::Tensor output;
    {
      AutocastScope scope(autocast, cuda);
      output = (*segment)(leaves);
    }
    if (output.requires_grad()) torch::autograd::backward({output}, {gradient});
  }
};

/// A node as this libtorch counts what refers to it: by `std::shared_ptr`, or by its own pointer.
template <typename Pointer, typename Type>
Pointer make_node() {
  if constexpr (std::is_constructible_v<Pointer, Type *>) {
    return Pointer(new Type);
  } else {
    return Pointer(c10::make_intrusive<Type>());
  }
}

}  // namespace

namespace functions {

ctorch_optional_tensor recomputed(
    const ctorch_tensor *inputs, int32_t count, ctorch_segment body, void *context,
    ctorch_release release) {
  return making([&] {
    auto segment = std::make_shared<Segment>(body, context, release);
    variable_list values;
    for (int32_t i = 0; i < count; ++i) values.push_back(unwrap(inputs[i]));
    if (!c10::GradMode::is_enabled()) return (*segment)(values);

    auto pointer = make_node<decltype(torch::autograd::Edge::function), Recomputation>();
    auto node = static_cast<Recomputation *>(pointer.get());
    torch::autograd::edge_list edges;
    for (auto &value : values) {
      edges.push_back(torch::autograd::impl::gradient_edge(value));
      node->inputs.emplace_back(value, false);
    }
    node->set_next_edges(std::move(edges));
    node->segment = segment;
    node->cuda = !values.empty() && values[0].is_cuda();
    node->autocast = Autocast::current(node->cuda);

    at::Tensor output;
    {
      c10::AutoGradMode silent(false);
      output = (*segment)(values);
    }
    auto number = node->add_input_metadata(output);
    torch::autograd::impl::set_gradient_edge(output, {pointer, number});
    return output;
  });
}

}  // namespace functions

}  // namespace ctorch
